package io.chatelaine.config;

/** How a gateway says which request it asks about ({@code chatelaine.authorize.dialect}). Of no other way is a word read. */
public enum GatewayDialect {
    /** Not at all: no header about another request is believed. */
    NONE,
    /** {@code X-Original-URI} and {@code X-Original-Method}, as nginx is made to send. */
    ORIGINAL,
    /** {@code X-Forwarded-Uri} and {@code X-Forwarded-Method}, as Traefik and Caddy send. */
    FORWARDED,
    /** The request's own method, and a path behind {@code /v1/authorize}, as Envoy sends. */
    ENVOY
}

package io.chatelaine.config;

/**
 * Trust in a gateway that calls {@code /v1/authorize}.
 *
 * @param dialect how the gateway names the original request
 * @param trustedProxies peers whose headers about another request are believed
 */
public record GatewaySettings(GatewayDialect dialect, TrustedProxies trustedProxies) {

    /** Headers that name the original request ({@code chatelaine.authorize.dialect}). No others are read. */
    public enum GatewayDialect {
        /** No header about another request is believed. */
        NONE,
        /** {@code X-Original-URI} and {@code X-Original-Method}, for example from nginx. */
        ORIGINAL,
        /** {@code X-Forwarded-Uri} and {@code X-Forwarded-Method}, for example from Traefik or Caddy. */
        FORWARDED,
        /** The method of the call itself, and a path after {@code /v1/authorize}, for example from Envoy. */
        ENVOY
    }
}

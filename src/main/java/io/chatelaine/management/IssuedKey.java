package io.chatelaine.management;

import io.chatelaine.key.PlaintextKey;

/** New key with its plaintext key, which is available only here. */
public record IssuedKey(ApiKey key, PlaintextKey plaintext) {}

package io.chatelaine.management;

import io.chatelaine.key.PlaintextKey;

/** A key that was just made, and the one chance to read it. */
public record IssuedKey(ApiKey key, PlaintextKey plaintext) {}

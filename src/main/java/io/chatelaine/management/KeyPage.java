package io.chatelaine.management;

import io.chatelaine.request.Page;
import java.time.Instant;

/** @param now the database's time at which the keys have their states */
public record KeyPage(Page<ApiKey> page, Instant now) {}

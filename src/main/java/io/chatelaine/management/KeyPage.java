package io.chatelaine.management;

import io.chatelaine.request.Page;
import java.time.Instant;

/** @param now the database's time that the states of the keys hold for */
public record KeyPage(Page<ApiKey> page, Instant now) {}

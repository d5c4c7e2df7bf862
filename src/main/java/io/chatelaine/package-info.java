/**
 * Chatelaine, an API-key server. The packages, and which others each may use (checked by {@code DependencyRulesTest}):
 *
 * <ul>
 *   <li>{@code key}: formats, hashes, scopes and ids of keys; values only. Uses none.
 *   <li>{@code logging}: throttled logs, and timers that an exception does not end. Uses none.
 *   <li>{@code restriction}: addresses, pages and endpoints that a key is restricted to; values only. Uses {@code key}.
 *   <li>{@code config}: the settings of MicroProfile Config as one valid snapshot. Uses {@code key},
 *       {@code restriction}, {@code logging}.
 *   <li>{@code database}: JDBC and the database clock; no JPA. Uses none.
 *   <li>{@code persistence}: the migration at the start, data sources, converters. Uses {@code key},
 *       {@code restriction}, {@code config}, {@code database}, {@code logging}.
 *   <li>{@code audit}: changes with their actor, and refused requests. Uses {@code key}, {@code config},
 *       {@code database}, {@code logging}.
 *   <li>{@code request}: the caller, the page of a list, and the errors of a request. Uses {@code key},
 *       {@code restriction}, {@code config}, {@code database}, {@code audit}.
 *   <li>{@code change}: the parts of every write: turn, locks, recheck of the caller, audit entry, epoch. Uses
 *       {@code request}, {@code audit}, {@code config}, {@code database}, {@code key}, {@code logging}.
 *   <li>{@code usage}: counts per key, and the last use of each key. Uses {@code request}, {@code database},
 *       {@code key}, {@code config}, {@code logging}.
 *   <li>{@code quota}: rate limits and quotas of tiers. Uses {@code config}, {@code database}, {@code logging}.
 *   <li>{@code account}: accounts, and the review of applications for keys of some tiers. Uses {@code change},
 *       {@code request}, {@code audit}, {@code database}, {@code key}, {@code config}.
 *   <li>{@code management}: issue, change, rotation, revocation and lists of keys. Uses {@code account},
 *       {@code change}, {@code request}, {@code audit}, {@code usage}, {@code database}, {@code key},
 *       {@code restriction}, {@code config}, {@code logging}.
 *   <li>{@code verification}: whether a credential is valid for a request now. Uses {@code audit}, {@code quota},
 *       {@code usage}, {@code database}, {@code key}, {@code restriction}, {@code config}, {@code logging}.
 *   <li>{@code problem}: error responses (RFC 9457), and their pages. Uses {@code config}, {@code key}.
 *   <li>{@code security}: the authentication mechanism of every request. Uses {@code verification}, {@code quota},
 *       {@code usage}, {@code audit}, {@code problem}, {@code key}, {@code restriction}, {@code config},
 *       {@code logging}.
 *   <li>{@code gateway}: authorization requests of a gateway about the key of another request. Uses {@code security},
 *       {@code verification}, {@code problem}, {@code key}, {@code config}, {@code logging}.
 *   <li>{@code api}: the REST resources. Uses {@code security}, {@code management}, {@code account}, {@code usage},
 *       {@code audit}, {@code change}, {@code request}, {@code problem}, {@code database}, {@code restriction},
 *       {@code key}, {@code config}, {@code logging}.
 * </ul>
 *
 * <p>The path of {@code GET /v1/me}: {@link io.chatelaine.security.ChatelaineAuthenticationMechanism} (whether the
 * servlet is public) - {@code ApiKeyScheme} - {@link io.chatelaine.security.RequestAuthenticator} -
 * {@code CredentialExtractor} (which credential counts) - {@link io.chatelaine.verification.KeyVerifier} (format,
 * checksum, hash, one look-up, restrictions; then {@code LimitCheck}) - {@link io.chatelaine.security.ApiKeyPrincipal}
 * - {@link io.chatelaine.api.keys.MeResource} - {@link io.chatelaine.management.KeyManagement}. The verifier counts
 * each use in memory ({@link io.chatelaine.usage.UsageRecorder}); {@link io.chatelaine.usage.UsageTimer} writes the
 * counts every five seconds. If test keys leave no trace, {@link io.chatelaine.security.rollback.TestKeyRollback} runs
 * after authentication.
 *
 * <p>The path of a gateway's authorization request: {@link io.chatelaine.gateway.AuthorizeServlet} -
 * {@code OriginalRequest} (the request that the gateway holds) - the same {@code RequestAuthenticator} -
 * {@code GatewayParameters} and {@link io.chatelaine.verification.AccessRequirements} (the requirements of the gateway) -
 * {@code GatewayResponse}.
 *
 * <p>The path of a revoke: {@link io.chatelaine.api.keys.KeysResource} - {@link io.chatelaine.management.KeyManagement}
 * - {@link io.chatelaine.management.KeyRevocation} - {@link io.chatelaine.change.ChangeTurns} (bounds how many changes
 * run at once, and runs a change again if another one was first) - {@link io.chatelaine.change.ChangeTransaction}:
 * locks; recheck of the caller ({@link io.chatelaine.change.CallerRecheck}), which locks its row; the work, here one
 * conditional UPDATE; {@link io.chatelaine.change.ChangeRecorder} writes the audit entry and, last, the epoch - commit
 * - response. Every other change of a key or an account takes the same path.
 */
package io.chatelaine;

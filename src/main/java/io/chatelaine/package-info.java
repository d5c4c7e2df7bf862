/**
 * Chatelaine, an API-key server. The rooms, and whom each may know (kept by {@code DependencyRulesTest}):
 *
 * <ul>
 *   <li>{@code key}: what a key is; values only. Knows nobody.
 *   <li>{@code logging}: a log that no client makes grow, and timers that no exception ends. Knows nobody.
 *   <li>{@code restriction}: where and for what a key is good; values only. Knows {@code key}.
 *   <li>{@code config}: MicroProfile Config as one valid snapshot. Knows {@code key}, {@code restriction}, {@code logging}.
 *   <li>{@code database}: JDBC and the clock of the database; no JPA. Knows nobody.
 *   <li>{@code persistence}: the migration at the start, the ways to the database, converters. Knows {@code key}, {@code restriction}, {@code config}, {@code database}, {@code logging}.
 *   <li>{@code audit}: what was changed by whom, and what was refused. Knows {@code key}, {@code config}, {@code database}, {@code logging}.
 *   <li>{@code request}: who asks, for which page, and the mistakes a client is told. Knows {@code key}, {@code restriction}, {@code config}, {@code database}, {@code audit}.
 *   <li>{@code change}: what every write is made of: turn, lock, recheck of the caller, audit row, epoch. Knows {@code request}, {@code audit}, {@code config}, {@code database}, {@code key}, {@code logging}.
 *   <li>{@code usage}: counts, and who used which key last. Knows {@code request}, {@code database}, {@code key}, {@code config}, {@code logging}.
 *   <li>{@code quota}: how much a tier may still ask for. Knows {@code config}, {@code database}, {@code logging}.
 *   <li>{@code account}: who owns keys, and the review of who may have keys of some tiers. Knows {@code change}, {@code request}, {@code audit}, {@code database}, {@code key}, {@code config}.
 *   <li>{@code management}: the life of keys. Knows {@code account}, {@code change}, {@code request}, {@code audit}, {@code usage}, {@code database}, {@code key}, {@code restriction}, {@code config}, {@code logging}.
 *   <li>{@code verification}: is this credential good, now?. Knows {@code audit}, {@code quota}, {@code usage}, {@code database}, {@code key}, {@code restriction}, {@code config}, {@code logging}.
 *   <li>{@code problem}: errors as clients get them (RFC 9457), and their pages. Knows {@code config}, {@code key}.
 *   <li>{@code security}: who is calling: the one way in. Knows {@code verification}, {@code quota}, {@code usage}, {@code audit}, {@code problem}, {@code key}, {@code restriction}, {@code config}, {@code logging}.
 *   <li>{@code gateway}: the question of a gateway about the key of another request. Knows {@code security}, {@code verification}, {@code audit}, {@code problem}, {@code key}, {@code config}, {@code logging}.
 *   <li>{@code api}: the REST resources. Knows {@code security}, {@code management}, {@code account}, {@code usage}, {@code audit}, {@code change}, {@code request}, {@code problem}, {@code database}, {@code restriction}, {@code key}, {@code config}, {@code logging}.
 * </ul>
 *
 * <p>The walk of {@code GET /v1/me}: {@link io.chatelaine.security.ChatelaineAuthenticationMechanism} (public servlet or not) - {@code
 * ApiKeyScheme} - {@link io.chatelaine.security.RequestAuthenticator} - {@code CredentialExtractor} (which credential counts) - {@link
 * io.chatelaine.verification.KeyVerifier} (is it good: format, checksum, hash, one look-up, restrictions; then {@code
 * LimitCheck}) - {@link io.chatelaine.security.ApiKeyPrincipal} - {@link
 * io.chatelaine.api.keys.MeResource} - {@link io.chatelaine.management.KeyManagement}. The gate counts each use in memory ({@link
 * io.chatelaine.usage.UsageRecorder}), which {@link io.chatelaine.usage.UsageTimer} writes every five seconds. Where test
 * keys leave no trace, {@link io.chatelaine.security.rollback.TestKeyRollback} stands behind the door.
 *
 * <p>A gateway's question goes {@link io.chatelaine.gateway.AuthorizeServlet} - {@code OriginalRequest} (about which
 * request) - the same {@code RequestAuthenticator} - {@code GatewayParameters} (is it enough) - {@code GatewayResponse}.
 *
 * <p>And of a revoke: {@link io.chatelaine.api.keys.KeysResource} - {@link io.chatelaine.management.KeyManagement} - {@code
 * ChangeTurns} (is it this one's turn) - {@link
 * io.chatelaine.management.KeyTransactions}: the lock of the admin keys, the caller's own row ({@link
 * io.chatelaine.change.CallerRecheck}), one conditional UPDATE, then {@link io.chatelaine.change.ChangeRecorder}: audit row and,
 * last, the epoch; commit; answer. Every other change of a key or an account takes the same way.
 */
package io.chatelaine;

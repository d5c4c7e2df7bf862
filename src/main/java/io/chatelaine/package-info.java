/**
 * Chatelaine, an API-key server. The rooms, and whom each may know (kept by {@code DependencyRulesTest}):
 *
 * <ul>
 *   <li>{@code key}: what a key is; values only. Knows nobody.
 *   <li>{@code config}: MicroProfile Config to one valid snapshot; all may read it. Knows {@code key}.
 *   <li>{@code change}: what every change leaves behind in its own transaction: audit row, epoch, log; and the audit of
 *       refusals, and what is read in it. Knows {@code key}.
 *   <li>{@code usage}: counts, and who used which key last. Knows {@code change}, {@code key}.
 *   <li>{@code quota}: how much a tier may still ask for. Knows {@code change}.
 *   <li>{@code account}: who owns keys, and the review of who may have keys of some tiers. Knows {@code change}, {@code key}.
 *   <li>{@code verification}: is this credential good, now? Knows {@code change}, {@code quota}, {@code usage}, {@code
 *       key}.
 *   <li>{@code management}: the life of keys. Knows {@code account}, {@code change}, {@code usage}, {@code key}.
 *   <li>{@code problem}: errors as clients get them (RFC 9457), and their pages. Knows {@code key}.
 *   <li>{@code security}: who is calling: the one way in. Knows {@code verification}, {@code quota}, {@code usage}, {@code problem},
 *       {@code key}.
 *   <li>{@code gateway}: the question of a gateway about the key of another request. Knows {@code security}, {@code
 *       verification}, {@code problem}, {@code key}.
 *   <li>{@code api}: the REST resources. Knows {@code security}, {@code management}, {@code account}, {@code usage},
 *       {@code change}, {@code problem}, {@code key}.
 *   <li>{@code persistence}: the migration at the start, the ways to the database, converters. Knows {@code change},
 *       {@code key}.
 * </ul>
 *
 * <p>The walk of {@code GET /v1/me}: {@link io.chatelaine.security.FrontDoor} (public servlet or not) - {@code
 * ApiKeyScheme} - {@link io.chatelaine.security.Judge} - {@code CredentialHeader} (which credential counts) - {@link
 * io.chatelaine.verification.Gate} (is it good: format, checksum, hash, one look-up, restrictions; then {@code
 * LimitCheck}) - {@link io.chatelaine.security.ApiKeyPrincipal} - {@link
 * io.chatelaine.api.MeResource} - {@link io.chatelaine.management.KeyManagement}. The gate counts each use in memory ({@link
 * io.chatelaine.usage.UsageRecorder}), which {@link io.chatelaine.usage.UsageTimer} writes every five seconds. Where test
 * keys leave no trace, {@link io.chatelaine.security.TestKeyRollback} stands behind the door.
 *
 * <p>A gateway's question goes {@link io.chatelaine.gateway.AuthorizeServlet} - {@code Question} (about which request) - the
 * same {@code Judge} - {@code Demand} (is it enough) - {@code Reply}.
 *
 * <p>And of a revoke: {@link io.chatelaine.api.KeysResource} - {@link io.chatelaine.management.KeyManagement} - {@code
 * ChangeTurns} (is it this one's turn) - {@link
 * io.chatelaine.management.KeyTransactions}: the lock of the admin keys, the caller's own row ({@link
 * io.chatelaine.management.Standing}), one conditional UPDATE, then {@link io.chatelaine.change.Changes}: audit row and,
 * last, the epoch; commit; answer. Every other change of a key or an account takes the same way.
 */
package io.chatelaine;

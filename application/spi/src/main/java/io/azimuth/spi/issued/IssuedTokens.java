package io.azimuth.spi.issued;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The tokens that the mounts of one auth method issued. Each call is bound to one mount of the
 * method's own type; tokens of other mounts are neither shown nor revoked. Batch tokens are not
 * stored, so they are not here. Safe for use by many threads.
 */
public interface IssuedTokens {

  /** The most tokens of the store that one page looks at. */
  int MAX_PAGE = 200;

  /**
   * The living tokens of the mount among the next ones of the store, in an order that has no
   * meaning. Tokens that are issued meanwhile may be missed. Reads up to that many records of the
   * store: leave it to the background executor.
   *
   * @param mountUuid of a mount of the method's own type
   * @param after where the page before ended; empty for the first page
   * @param limit how many tokens of the store are looked at, 1 to {@link #MAX_PAGE}
   * @throws IllegalArgumentException when no page ended there, or the limit is another
   * @throws io.azimuth.spi.storage.StaleReadException when the method has no such mount, or when
   *     what was read changed meanwhile
   * @throws io.azimuth.domain.error.ServiceException with {@code SEALED} while the store is sealed
   */
  HeldTokens page(String mountUuid, Optional<String> after, int limit);

  /**
   * Revokes a token that the mount issued, with all that it created, as a revocation by accessor
   * does. Before that, a record with the reason is written to the audit devices; if they take none,
   * nothing is revoked. Waits for the devices: leave it to the background executor.
   *
   * @param mountUuid of a mount of the method's own type
   * @param accessor of the token
   * @param reason for the audit record, in clear: a short sentence without secrets, 1 to 200
   *     printable characters of ASCII
   * @return completes when the outcome is known, never exceptionally, on a thread where nothing may
   *     block
   * @throws IllegalArgumentException when the reason is another text
   * @throws io.azimuth.spi.storage.StaleReadException when the method has no such mount
   * @throws io.azimuth.domain.error.ServiceException with {@code AUDIT_FAILED} when no audit device
   *     took the record, with a code of the store when it takes no write, or with {@code SEALED}
   */
  CompletionStage<RevocationResult> revoke(String mountUuid, String accessor, String reason);
}

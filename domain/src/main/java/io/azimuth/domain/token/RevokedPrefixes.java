package io.azimuth.domain.token;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All marks that are in force. A token, or a lease, is revoked when one of them covers its path and
 * is younger than its stamp. Numbers decide which came first, so no clock is trusted. Immutable.
 */
public final class RevokedPrefixes {

  private final Map<String, RevokedPrefix> byPath = new HashMap<>();
  private final long last;

  /** A collection of these marks. */
  public RevokedPrefixes(Collection<RevokedPrefix> marks) {
    marks.forEach(mark -> byPath.put(mark.path(), mark));
    this.last = marks.stream().mapToLong(RevokedPrefix::number).max().orElse(0);
  }

  /** The number of the youngest mark, 0 when there is none. */
  public long last() {
    return last;
  }

  /** How many marks are in force. */
  public int size() {
    return byPath.size();
  }

  /**
   * A new mark that revokes everything below this path. It is forced if the standing mark of the
   * path is, which it replaces: leases that were issued between the two marks are then forgotten,
   * too, when their secrets cannot be ended.
   */
  public RevokedPrefix next(String path) {
    String prefix = path.endsWith("/") ? path : path + "/";
    RevokedPrefix standing = byPath.get(prefix);
    return new RevokedPrefix(prefix, last + 1, standing != null && standing.forced());
  }

  /** The marks that a younger one makes superfluous: a forced one only if the younger is forced. */
  public List<RevokedPrefix> coveredBy(RevokedPrefix younger) {
    return byPath.values().stream()
        .filter(younger::covers)
        .filter(mark -> younger.forced() || !mark.forced())
        .toList();
  }

  /**
   * Whether a mark revoked the token. Tokens that never expire have no lease, so no mark revokes
   * them.
   */
  public boolean ended(Token token) {
    return token.lifetime().expiresAt().isPresent()
        && ended(token.origin().path(), token.origin().mount());
  }

  /** Whether a mark revoked what was issued at that path with that stamp. */
  public boolean ended(String path, RevocationStamp stamp) {
    return covers(path, stamp.prefixes(), mark -> true);
  }

  /** The same for marks that forget leases whose secrets cannot be ended. */
  public boolean forced(String path, RevocationStamp stamp) {
    return covers(path, stamp.prefixes(), RevokedPrefix::forced);
  }

  private boolean covers(String issuedAt, long stamp, Predicate<RevokedPrefix> kind) {
    if (byPath.isEmpty()) {
      return false;
    }
    String path = issuedAt + "/";
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      RevokedPrefix mark = byPath.get(path.substring(0, slash + 1));
      if (mark != null && mark.number() > stamp && kind.test(mark)) {
        return true;
      }
    }
    return false;
  }
}

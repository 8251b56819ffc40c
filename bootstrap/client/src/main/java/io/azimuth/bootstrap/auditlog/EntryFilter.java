package io.azimuth.bootstrap.auditlog;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.Glob;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** A condition on records. */
public final class EntryFilter {

  private final Predicate<AuditEntry> condition;

  /** One of them is in each line that matches; empty if that is not known. */
  private final List<LinePrefilter> prefilters;

  private EntryFilter(Predicate<AuditEntry> condition, List<String> texts) {
    this.condition = condition;
    this.prefilters = texts.stream().map(LinePrefilter::of).toList();
  }

  /** Records of answers: the one of a request has less in it. */
  public static EntryFilter answers() {
    return new EntryFilter(AuditEntry::isAnswer, List.of("response"));
  }

  public static EntryFilter requests() {
    return new EntryFilter(entry -> !entry.isAnswer(), List.of("request"));
  }

  public static EntryFilter result(EntryResult result) {
    return new EntryFilter(entry -> entry.result() == result, List.of());
  }

  /** Records of a machine, scale set or other resource, by name or id, in any letter case. */
  public static EntryFilter machine(String nameOrId) {
    return new EntryFilter(entry -> entry.concernsMachine(nameOrId), List.of(nameOrId));
  }

  /** Records of a principal, an application, an entity or an alias, in any letter case. */
  public static EntryFilter principal(String id) {
    return new EntryFilter(entry -> entry.concernsPrincipal(id), List.of(id));
  }

  /** Records of logins with this role, and of requests with their tokens. */
  public static EntryFilter role(String name) {
    return new EntryFilter(entry -> entry.role().equals(name), List.of(name));
  }

  /** Records of logins that were refused for this reason, among others. */
  public static EntryFilter reason(String code) {
    return new EntryFilter(entry -> entry.reasons().contains(code), List.of(code));
  }

  /** Records of requests below this text; with {@code *} in it, of paths of this whole form. */
  public static EntryFilter path(String prefixOrGlob) {
    boolean glob = prefixOrGlob.contains("*");
    return new EntryFilter(
        entry ->
            glob ? Glob.matches(prefixOrGlob, entry.path()) : entry.path().startsWith(prefixOrGlob),
        List.of(prefixOrGlob));
  }

  /** Records of requests to this mount. */
  public static EntryFilter mount(String path) {
    String point = path.endsWith("/") ? path : path + "/";
    return new EntryFilter(entry -> entry.mount().equals(point), List.of(point));
  }

  public static EntryFilter requestId(String id) {
    return new EntryFilter(entry -> entry.requestId().equals(id), List.of(id));
  }

  /** Records of requests from these addresses. */
  public static EntryFilter client(Cidr block) {
    return new EntryFilter(entry -> contains(block, entry.client()), List.of());
  }

  private static boolean contains(Cidr block, String address) {
    if (Cidr.parse(address).isEmpty()) {
      return false; // a name, which must not be looked up
    }
    try {
      return block.contains(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Records of the token whose accessor the log spells in one of these ways. */
  public static EntryFilter accessor(List<String> spellings) {
    return new EntryFilter(entry -> spellings.stream().anyMatch(entry::hasAccessor), spellings);
  }

  /** Records of the token that has one of these hashes. */
  public static EntryFilter token(List<String> hashes) {
    return new EntryFilter(entry -> hashes.stream().anyMatch(entry::hasToken), hashes);
  }

  /** Records of this time and later. */
  public static EntryFilter since(Instant time) {
    return new EntryFilter(entry -> !entry.time().isBefore(time), List.of());
  }

  /** Records of this time and earlier. */
  public static EntryFilter until(Instant time) {
    return new EntryFilter(entry -> !entry.time().isAfter(time), List.of());
  }

  boolean mayMatch(byte[] bytes, int from, int to) {
    if (prefilters.isEmpty()) {
      return true;
    }
    for (LinePrefilter prefilter : prefilters) {
      if (prefilter.isIn(bytes, from, to)) {
        return true;
      }
    }
    return false;
  }

  boolean matches(AuditEntry entry) {
    return condition.test(entry);
  }
}

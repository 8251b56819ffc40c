package io.azimuth.adapters.azure.simulator.fleet;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a principal is a member of, directly or by other groups.
 *
 * @param security object ids of security groups, which tokens list
 * @param unified object ids of Microsoft 365 groups
 * @param roles object ids of directory roles
 */
public record DirectoryMemberships(
    List<String> security, List<String> unified, List<String> roles) {

  public DirectoryMemberships {
    security = List.copyOf(security);
    unified = List.copyOf(unified);
    roles = List.copyOf(roles);
    Stream.of(security, unified, roles)
        .flatMap(List::stream)
        .forEach(it -> Guids.require(it, "object id"));
  }

  /** Of security groups only. */
  public static DirectoryMemberships of(List<String> security) {
    return new DirectoryMemberships(security, List.of(), List.of());
  }

  /** Of the security groups {@code dddddddd-…01} to that number. */
  public static DirectoryMemberships ofFirst(int count) {
    return of(SeededFleet.groups(count));
  }

  /** All groups, those of Microsoft 365 last. */
  public List<String> groups() {
    return Stream.of(security, unified).flatMap(List::stream).toList();
  }

  /** All there is, the roles last. */
  public List<Member> members() {
    return Stream.concat(
            groups().stream().map(it -> new Member(it, "group")),
            roles.stream().map(it -> new Member(it, "directoryRole")))
        .toList();
  }

  public record Member(String id, String type) {}
}

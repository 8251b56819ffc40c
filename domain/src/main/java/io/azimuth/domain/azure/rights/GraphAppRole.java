package io.azimuth.domain.azure.rights;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The application permissions of Microsoft Graph that a mount may need. Source: Microsoft Learn,
 * "Microsoft Graph permissions reference".
 */
public enum GraphAppRole {
  /** Reads applications and service principals. */
  APPLICATION_READ("Application.Read.All", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30"),
  /** Changes applications that the caller owns. */
  APPLICATION_OWNED("Application.ReadWrite.OwnedBy", "18a4783c-866b-4cc7-a460-3d5e5662c884"),
  /** Reads people. */
  USER_READ("User.Read.All", "df021288-bdef-4463-88db-98f22de89214"),
  /** Reads who is in which group. */
  GROUP_MEMBER_READ("GroupMember.Read.All", "98830695-27a2-44f7-8c18-0c3ebc9698f6");

  private final String permission;
  private final String id;

  GraphAppRole(String permission, String id) {
    this.permission = permission;
    this.id = id;
  }

  /** The permission of that name, if it is one of these. */
  public static Optional<GraphAppRole> named(String permission) {
    return Arrays.stream(values()).filter(it -> it.permission.equals(permission)).findFirst();
  }

  /** Its name, which is in the {@code roles} of a token. */
  public String permission() {
    return permission;
  }

  /** Its fixed id, a GUID. */
  public String id() {
    return id;
  }

  /** The names of the permissions that allow what this one allows: itself first. */
  Set<String> enough() {
    Set<String> all = new TreeSet<>(wider());
    all.add(permission);
    return all;
  }

  private Set<String> wider() {
    return switch (this) {
      case APPLICATION_READ ->
          Set.of("Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
      case APPLICATION_OWNED -> Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All");
      case USER_READ ->
          Set.of("User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
      case GROUP_MEMBER_READ ->
          Set.of(
              "GroupMember.ReadWrite.All",
              "Group.Read.All",
              "Group.ReadWrite.All",
              "Directory.Read.All",
              "Directory.ReadWrite.All");
    };
  }
}

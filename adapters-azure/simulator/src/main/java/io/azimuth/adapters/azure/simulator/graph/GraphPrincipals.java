package io.azimuth.adapters.azure.simulator.graph;

import io.azimuth.adapters.azure.simulator.fleet.GraphPermission;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;

/** The collections of principals whose memberships Graph shows. */
public enum GraphPrincipals {
  SERVICE_PRINCIPALS("servicePrincipals"),
  USERS("users"),
  DIRECTORY_OBJECTS("directoryObjects");

  private final String segment;

  GraphPrincipals(String segment) {
    this.segment = segment;
  }

  /** How paths name it. */
  String segment() {
    return segment;
  }

  boolean has(LiveGroups.Entry entry) {
    return switch (this) {
      case SERVICE_PRINCIPALS -> !entry.user();
      case USERS -> entry.user();
      case DIRECTORY_OBJECTS -> true;
    };
  }

  /** The caller needs one of these permissions. */
  GraphPermission[] readers() {
    return switch (this) {
      case SERVICE_PRINCIPALS ->
          new GraphPermission[] {
            GraphPermission.APPLICATION_READ_ALL,
            GraphPermission.APPLICATION_READ_WRITE_ALL,
            GraphPermission.DIRECTORY_READ_ALL
          };
      case USERS ->
          new GraphPermission[] {GraphPermission.USER_READ_ALL, GraphPermission.DIRECTORY_READ_ALL};
      case DIRECTORY_OBJECTS -> new GraphPermission[] {GraphPermission.DIRECTORY_READ_ALL};
    };
  }
}

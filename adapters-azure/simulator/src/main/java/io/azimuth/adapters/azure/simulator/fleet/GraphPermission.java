package io.azimuth.adapters.azure.simulator.fleet;

import com.fasterxml.jackson.annotation.JsonValue;

/** An application permission of Microsoft Graph. */
public enum GraphPermission {
  /** Read all applications; change those that the principal owns. */
  APPLICATION_READ_WRITE_OWNED_BY("Application.ReadWrite.OwnedBy"),
  /** Read and change all applications. */
  APPLICATION_READ_WRITE_ALL("Application.ReadWrite.All"),
  /** Read all applications and service principals, with the groups that these are in. */
  APPLICATION_READ_ALL("Application.Read.All"),
  /** Read all users, with the groups that they are in. */
  USER_READ_ALL("User.Read.All"),
  /** Read everything in the directory. */
  DIRECTORY_READ_ALL("Directory.Read.All");

  private final String azureName;

  GraphPermission(String azureName) {
    this.azureName = azureName;
  }

  /** The name as Azure writes it. */
  @JsonValue
  public String azureName() {
    return azureName;
  }
}

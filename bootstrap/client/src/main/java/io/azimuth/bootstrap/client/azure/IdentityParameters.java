package io.azimuth.bootstrap.client.azure;

import java.util.Optional;

/** The query parameters that select an identity; their names differ between services. */
enum IdentityParameters {
  METADATA("client_id", "object_id", "msi_res_id"),
  APP_SERVICE("client_id", "principal_id", "mi_res_id");

  private final String clientId;
  private final String objectId;
  private final String resourceId;

  IdentityParameters(String clientId, String objectId, String resourceId) {
    this.clientId = clientId;
    this.objectId = objectId;
    this.resourceId = resourceId;
  }

  void add(Optional<IdentityChoice> choice, MetadataService.Question question) {
    choice.ifPresent(it -> question.query(name(it.kind()), it.value()));
  }

  private String name(IdentityChoice.Kind kind) {
    return switch (kind) {
      case CLIENT_ID -> clientId;
      case OBJECT_ID -> objectId;
      case RESOURCE_ID -> resourceId;
    };
  }
}

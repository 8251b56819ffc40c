package io.azimuth.product.binding;

import java.io.IOException;
import java.util.Optional;

/** How a token of the server came to be bound to the owner's certificate. */
enum BoundToken {
  SERVICE,
  BATCH,
  CHILD,
  ORPHAN,
  BATCH_CHILD,
  OF_TOKEN_ROLE,
  /** Of a login whose answer was wrapped, and opened by somebody else. */
  UNWRAPPED;

  boolean isBatch() {
    return this == BATCH || this == BATCH_CHILD;
  }

  /** Makes one as the owner. */
  String make(MatrixServer server) throws IOException {
    return switch (this) {
      case SERVICE -> token(server.asOwner(server.ways().binding("service")));
      case BATCH -> token(server.asOwner(server.ways().binding("batch")));
      case CHILD -> made(server, "auth/token/create", "{\"policies\":\"use\"}");
      case ORPHAN -> made(server, "auth/token/create-orphan", "{\"policies\":\"use\"}");
      case BATCH_CHILD ->
          made(
              server,
              "auth/token/create",
              "{\"policies\":\"use\",\"type\":\"batch\",\"ttl\":\"10m\"}");
      case OF_TOKEN_ROLE -> made(server, "auth/token/create/bound", "{}");
      case UNWRAPPED -> unwrapped(server);
    };
  }

  private static String made(MatrixServer server, String path, String body) throws IOException {
    return token(
        server.asOwner(MatrixRequest.of("POST", path, body), Optional.of(SERVICE.make(server))));
  }

  private static String unwrapped(MatrixServer server) throws IOException {
    MatrixRequest login = server.ways().binding("service").with("X-Vault-Wrap-TTL: 60\r\n");
    String wrapping = server.asOwner(login).text("/wrap_info/token");
    return server.server().as(wrapping).post("sys/wrapping/unwrap").clientToken();
  }

  private static String token(MatrixConnection.Answer answer) throws IOException {
    return answer.text("/auth/client_token");
  }
}

package io.azimuth.product.binding;

import java.util.Map;

/** What is tried with a token of the server. */
enum BoundUse {
  LOOK_UP,
  LOOK_UP_BY_BEARER,
  LOOK_UP_IN_BODY,
  RENEW,
  KV_READ,
  KV_WRITE,
  KV_LIST,
  CUBBYHOLE,
  CAPABILITIES,
  WRAP,
  /** Opens a wrapped answer, whose own token is in the body. */
  UNWRAP,
  /** Looks a wrapped answer up, whose own token is in the body. */
  WRAP_LOOK_UP,
  /** Opens the wrapped answer of the token itself, which is a wrapping token. */
  UNWRAP_AS_CALLER,
  CREATE_CHILD,
  CREATE_BY_ROLE,
  REVOKE;

  /** Whether tokens of that kind have the use. */
  boolean isOf(BoundToken kind) {
    return switch (this) {
      case RENEW, CUBBYHOLE, CREATE_CHILD, CREATE_BY_ROLE, REVOKE -> !kind.isBatch();
      case UNWRAP_AS_CALLER -> false;
      default -> true;
    };
  }

  /**
   * What must be decided where a request that needs the token is decided so. A request that some
   * may make without a token counts as one without.
   */
  BindingDecision expected(BindingDecision ofToken) {
    if (ofToken != BindingDecision.NOT_PROVED) {
      return ofToken;
    }
    return switch (this) {
      case WRAP_LOOK_UP -> BindingDecision.GRANTED; // whoever has the wrapping token may
      case UNWRAP -> BindingDecision.DENIED; // it needs the right to it
      default -> ofToken;
    };
  }

  /** The request with that token. */
  MatrixRequest request(MatrixServer server, String token) {
    MatrixRequest request =
        switch (this) {
          case LOOK_UP, LOOK_UP_BY_BEARER -> MatrixRequest.of("GET", "auth/token/lookup-self", "");
          case LOOK_UP_IN_BODY -> post("auth/token/lookup", "{\"token\":\"" + token + "\"}");
          case RENEW -> post("auth/token/renew-self", "{}");
          case KV_READ -> MatrixRequest.of("GET", "kv/kept", "");
          case KV_WRITE -> post("kv/written", "{\"a\":\"b\"}");
          case KV_LIST -> MatrixRequest.of("LIST", "kv/", "");
          case CUBBYHOLE -> post("cubbyhole/a", "{\"a\":\"b\"}");
          case CAPABILITIES -> post("sys/capabilities-self", "{\"paths\":\"kv/kept\"}");
          case WRAP -> post("sys/wrapping/wrap", "{\"a\":\"b\"}").with("X-Vault-Wrap-TTL: 60\r\n");
          case UNWRAP -> post("sys/wrapping/unwrap", wrapped(server));
          case WRAP_LOOK_UP -> post("sys/wrapping/lookup", wrapped(server));
          case UNWRAP_AS_CALLER -> post("sys/wrapping/unwrap", "{}");
          case CREATE_CHILD -> post("auth/token/create", "{\"policies\":\"use\"}");
          case CREATE_BY_ROLE -> post("auth/token/create/bound", "{}");
          case REVOKE -> post("auth/token/revoke-self", "{}");
        };
    return request.with(
        this == LOOK_UP_BY_BEARER
            ? "Authorization: Bearer " + token + "\r\n"
            : "X-Vault-Token: " + token + "\r\n");
  }

  private static MatrixRequest post(String path, String body) {
    return MatrixRequest.of("POST", path, body);
  }

  private static String wrapped(MatrixServer server) {
    String token =
        server
            .server()
            .root()
            .with("X-Vault-Wrap-TTL", "60")
            .write("sys/wrapping/wrap", Map.of("a", "b"))
            .wrappingToken();
    return "{\"token\":\"" + token + "\"}";
  }
}

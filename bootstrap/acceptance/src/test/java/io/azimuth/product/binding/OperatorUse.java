package io.azimuth.product.binding;

import java.io.IOException;

/** What an operator does to the token of somebody else, in this order. */
enum OperatorUse {
  LOOK_UP("auth/token/lookup", "token"),
  LOOK_UP_ACCESSOR("auth/token/lookup-accessor", "accessor"),
  RENEW("auth/token/renew", "token"),
  RENEW_ACCESSOR("auth/token/renew-accessor", "accessor"),
  REVOKE_ACCESSOR("auth/token/revoke-accessor", "accessor");

  private final String path;
  private final String member;

  OperatorUse(String path, String member) {
    this.path = path;
    this.member = member;
  }

  /** The request with the operator's own token, about that token. */
  MatrixRequest request(MatrixServer server, String token) throws IOException {
    String named =
        member.equals("token")
            ? token
            : server.asOwner(BoundUse.LOOK_UP.request(server, token)).text("/data/accessor");
    return MatrixRequest.of("POST", path, "{\"" + member + "\":\"" + named + "\"}")
        .with("X-Vault-Token: " + server.server().rootToken() + "\r\n");
  }
}

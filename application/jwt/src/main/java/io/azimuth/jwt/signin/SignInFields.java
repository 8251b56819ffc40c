package io.azimuth.jwt.signin;

import io.azimuth.spi.route.Field;
import java.util.List;

/** The parameters of a login with a browser. */
final class SignInFields {

  static final Field<String> ROLE =
      Field.text("role", "the role to log in under; default_role when there is none");
  static final Field<String> REDIRECT_URI =
      Field.text("redirect_uri", "where the browser returns to");
  static final Field<String> CLIENT_NONCE =
      Field.text("client_nonce", "a secret of the client, which the end of the login must repeat");
  static final Field<String> STATE = Field.text("state", "the state that the browser brought");
  static final Field<String> CODE = Field.text("code", "the code that the browser brought");
  static final Field<String> ERROR =
      Field.text("error", "the error that the browser brought instead");
  static final Field<String> ISSUER =
      Field.text("iss", "the identity provider that the browser comes from, if it says so");
  private static final Field<String> ERROR_DESCRIPTION =
      Field.text("error_description", "what the provider says about the error");
  private static final Field<String> ERROR_URI = Field.text("error_uri", "has no effect");
  private static final Field<String> ID_TOKEN =
      Field.text("id_token", "has no effect: the browser brings codes alone");

  static final List<Field<?>> OF_AUTH_URL = List.of(ROLE, REDIRECT_URI, CLIENT_NONCE);
  static final List<Field<?>> OF_CALLBACK =
      List.of(STATE, CODE, CLIENT_NONCE, ISSUER, ERROR, ERROR_DESCRIPTION, ERROR_URI, ID_TOKEN);
  static final List<Field<?>> OF_POLL = List.of(STATE, CLIENT_NONCE);

  private SignInFields() {}
}

package io.azimuth.product.binding;

/** A way to log in with a token that somebody else signed. */
interface LoginWay {

  /** The auth method. */
  String method();

  /** A login with a valid token that has the claim {@code cnf} in this form. */
  MatrixRequest login(ConfirmationForm form);
}

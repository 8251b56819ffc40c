package io.azimuth.domain.login;

/**
 * A reason with a sentence of its own: the form of an enum of reasons. The caller reads it as it
 * is, unless it overrides that.
 */
public interface WordedDenial extends LoginDenial {

  /** The reason in words. */
  DenialWords words();

  @Override
  default String code() {
    return words().code();
  }

  @Override
  default String sentence() {
    return words().sentence();
  }

  @Override
  default String hint() {
    return words().hint();
  }

  @Override
  default LoginDenial asCallerSeesIt() {
    return this;
  }
}

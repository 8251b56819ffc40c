package io.azimuth.domain.login;

/** The name of a check. An auth method has an enum of its checks, in the order of their making. */
public interface LoginCheckName {

  /** The stable code, which is documented and never renamed: lower case and underscores. */
  String code();
}

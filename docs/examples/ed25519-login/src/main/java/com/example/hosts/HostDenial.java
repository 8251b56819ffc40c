package com.example.hosts;

import io.azimuth.domain.login.DenialWords;
import io.azimuth.domain.login.LoginDenial;
import io.azimuth.domain.login.WordedDenial;

/** Why a login is refused. */
enum HostDenial implements WordedDenial {
  NOT_ACCEPTED("signature_not_accepted", "the signature was not accepted", "see the reason"),
  HOST_UNKNOWN("host_unknown", "the signature was not accepted", "add the host to host_keys"),
  SIGNATURE_WRONG(
      "signature_wrong",
      "the signature was not accepted",
      "the host signs role, host and time, a line each, with the key that host_keys has of it"),
  TIME_TOO_FAR(
      "time_too_far",
      "the time is more than a minute off",
      "let both machines follow a time server"),
  HOST_NOT_BOUND(
      "host_not_bound", "the role does not admit this host", "add the host to bound_hosts");

  private final DenialWords words;

  HostDenial(String code, String sentence, String hint) {
    this.words = new DenialWords(code, sentence, hint);
  }

  @Override
  public DenialWords words() {
    return words;
  }

  /** The same for all causes until the signature proves whose login it is. */
  @Override
  public LoginDenial asCallerSeesIt() {
    return this == HOST_UNKNOWN || this == SIGNATURE_WRONG ? NOT_ACCEPTED : this;
  }
}

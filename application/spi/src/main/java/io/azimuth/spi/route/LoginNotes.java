package io.azimuth.spi.route;

import java.util.Optional;

/**
 * What a login method notes of a login; logins are counted by these notes. Another run of the
 * handler begins without notes. For use by one thread at a time.
 */
public final class LoginNotes {

  private Optional<String> role = Optional.empty();
  private Optional<String> reason = Optional.empty();

  /** No notes. */
  public LoginNotes() {}

  /**
   * Notes the role.
   *
   * @param name of a role that exists, and only once the caller has proved an identity: a stranger
   *     must not choose what is counted
   */
  public void role(String name) {
    role = Optional.of(name);
  }

  /**
   * Notes why the login is refused.
   *
   * @param code one of few
   */
  public void reason(String code) {
    reason = Optional.of(code);
  }

  /** The role, if the login came so far. */
  public Optional<String> role() {
    return role;
  }

  /** The first reason of a refusal, if the method gave one. */
  public Optional<String> reason() {
    return reason;
  }

  /** Drops the notes. */
  public void clear() {
    role = Optional.empty();
    reason = Optional.empty();
  }
}

package io.azimuth.azure.roletest;

import io.azimuth.spi.api.Value;
import java.net.InetAddress;

/** A login of a machine in a role, and what is expected of it. */
public final class LoginCase {

  private final String name;
  private final int line;
  private final Machine machine;
  private final InetAddress address;
  private final Value.Obj fields;
  private final LoginExpectation expected;

  LoginCase(
      String name,
      int line,
      Machine machine,
      InetAddress address,
      Value.Obj fields,
      LoginExpectation expected) {
    this.name = name;
    this.line = line;
    this.machine = machine;
    this.address = address;
    this.fields = fields;
    this.expected = expected;
  }

  /** The name, which no other case of the file has. */
  public String name() {
    return name;
  }

  /** The line of the file where it begins. */
  public int line() {
    return line;
  }

  Machine machine() {
    return machine;
  }

  /** Where the login comes from. */
  InetAddress address() {
    return address;
  }

  /** The parameters of the login, without the token. */
  Value.Obj fields() {
    return fields;
  }

  LoginExpectation expected() {
    return expected;
  }

  @Override
  public String toString() {
    return name;
  }
}

package io.azimuth.application.seal.share;

import java.net.InetAddress;
import java.util.Objects;

/**
 * The requester of an operation that key shares decide on.
 *
 * @param address where the request comes from
 * @param isOperator whether the request has a token with {@code sudo} on its path
 */
public record Requester(InetAddress address, boolean isOperator) {

  public Requester {
    Objects.requireNonNull(address, "address");
  }
}

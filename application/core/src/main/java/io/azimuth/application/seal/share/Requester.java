package io.azimuth.application.seal.share;

import java.net.InetAddress;
import java.util.Objects;

/**
 * Who asks for something that shares decide on.
 *
 * @param address where the request comes from
 * @param isOperator whether a token came along that may do it with {@code sudo}
 */
public record Requester(InetAddress address, boolean isOperator) {

  public Requester {
    Objects.requireNonNull(address, "address");
  }
}

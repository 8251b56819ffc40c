package io.azimuth.adapters.web;

import io.azimuth.spi.web.LimitedBytes;
import java.net.http.HttpResponse.BodySubscriber;

/** {@link LimitedBytes} for the JDK's client. */
final class LimitedBody extends LimitedBytes implements BodySubscriber<byte[]> {

  LimitedBody(int limit) {
    super(limit);
  }
}

package io.azimuth.adapters.azure.transport;

import io.azimuth.spi.web.LimitedBytes;
import java.net.http.HttpResponse.BodySubscriber;

/** {@link LimitedBytes} for the JDK's client. */
final class CappedBody extends LimitedBytes implements BodySubscriber<byte[]> {

  CappedBody(int limit) {
    super(limit);
  }
}

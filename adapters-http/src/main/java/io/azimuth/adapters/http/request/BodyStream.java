package io.azimuth.adapters.http.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a body: first those that have arrived, then what a worker waits for. */
final class BodyStream extends InputStream {

  private final IncomingBody body;
  private final InputStream arrived;

  BodyStream(IncomingBody body, InputStream arrived) {
    this.body = body;
    this.arrived = arrived;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int early = arrived.read(into, offset, length);
    return early > 0 ? early : body.readMore(ByteBuffer.wrap(into, offset, length));
  }
}

package io.azimuth.adapters.http.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Shows all bytes of a client to its {@link OpenConnection} before Undertow parses them. After a
 * problem it is at its end, so that Undertow reads nothing more.
 */
final class RequestSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final OpenConnection connection;

  RequestSource(StreamSourceConduit next, OpenConnection connection) {
    super(next);
    this.connection = connection;
  }

  OpenConnection connection() {
    return connection;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (connection.hasFailed()) {
      return -1;
    }
    int from = target.position();
    int read = next.read(target);
    if (read > 0) {
      connection.received(target.duplicate().position(from).limit(from + read));
    }
    return read;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      if (targets[i].hasRemaining()) {
        return read(targets[i]);
      }
    }
    return 0;
  }

  /** Nothing transfers a request into a file. */
  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    throw new IOException("a request is only read");
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    throw new IOException("a request is only read");
  }
}

package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.connection.AddressBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;
import org.xnio.ssl.SslConnection;

/**
 * What a client sends below TLS. Until the handshake is done, TLS can read it only in the turns of
 * the connection. Only the I/O thread of the connection uses it until then.
 */
final class HandshakeSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private enum Place {
    /** Nothing has come of the client. */
    SILENT,
    /** In line, without reading. */
    WAITING,
    /** TLS reads. */
    AT_WORK,
    /** The handshake is done, or the connection closed: everything passes. */
    FINISHED
  }

  private final Optional<AddressBlock> client;
  private final HandshakeTurns.Line line;
  private @Nullable SslConnection connection;
  private @Nullable Turns turns;
  private volatile Place place = Place.SILENT;
  private boolean resumed; // whether TLS wants to read

  HandshakeSource(
      StreamSourceConduit next, Optional<AddressBlock> client, HandshakeTurns.Line line) {
    super(next);
    this.client = client;
    this.line = line;
  }

  Optional<AddressBlock> client() {
    return client;
  }

  @Nullable SslConnection connection() {
    return connection;
  }

  void setConnection(SslConnection secured) {
    connection = secured;
  }

  /** Ends the turns of this connection: the handshake is done, or the connection closed. */
  void finish() {
    place = Place.FINISHED;
  }

  /** Takes a turn that it waited for. Returns false when it needs none any more. */
  boolean takeTurn() {
    Turns waiting = turns;
    if (place != Place.WAITING || waiting == null) {
      return false;
    }
    waiting.work();
    return true;
  }

  @Override
  public void setReadReadyHandler(ReadReadyHandler handler) {
    turns = new Turns(handler);
    next.setReadReadyHandler(turns);
  }

  private boolean mayRead() {
    return place == Place.AT_WORK || place == Place.FINISHED;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return mayRead() ? next.read(target) : 0;
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return mayRead() ? next.read(targets, offset, length) : 0;
  }

  /** TLS reads into buffers only. */
  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    throw new IOException("TLS is only read");
  }

  @Override
  public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
      throws IOException {
    throw new IOException("TLS is only read");
  }

  @Override
  public void resumeReads() {
    resumed = true;
    if (place != Place.WAITING) {
      next.resumeReads();
    }
  }

  @Override
  public void wakeupReads() {
    resumed = true;
    if (place != Place.WAITING) {
      next.wakeupReads();
    }
  }

  @Override
  public void suspendReads() {
    resumed = false;
    next.suspendReads();
  }

  @Override
  public boolean isReadResumed() {
    return resumed;
  }

  @Override
  public void terminateReads() throws IOException {
    finish();
    next.terminateReads();
  }

  /** Lets TLS read when it has the turn. */
  private final class Turns implements ReadReadyHandler {

    private final ReadReadyHandler tls;

    private Turns(ReadReadyHandler tls) {
      this.tls = tls;
    }

    @Override
    public void readReady() {
      switch (place) {
        case SILENT -> {
          place = Place.WAITING;
          if (line.enter(HandshakeSource.this)) {
            work();
          } else {
            next.suspendReads();
          }
        }
        case WAITING -> next.suspendReads();
        case AT_WORK, FINISHED -> tls.readReady();
      }
    }

    private void work() {
      place = Place.AT_WORK;
      try {
        tls.readReady();
      } finally {
        if (place == Place.AT_WORK) {
          place = Place.SILENT;
        }
        if (resumed) {
          next.resumeReads();
        } else {
          next.suspendReads();
        }
        line.pass();
      }
    }

    @Override
    public void forceTermination() {
      tls.forceTermination();
    }

    @Override
    public void terminated() {
      tls.terminated();
    }
  }
}

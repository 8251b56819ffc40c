package io.azimuth.adapters.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContinueAnswerTest {

  @Test
  void isOneLineWithoutHeaders() throws IOException {
    Narrow connection = new Narrow(100);
    ContinueAnswer.write(connection);
    assertThat(connection.taken).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
  }

  @Test
  void aConnectionThatTakesNothingIsNotWaitedFor() throws IOException {
    Narrow connection = new Narrow(0);
    ContinueAnswer.write(connection);
    assertThat(connection.taken).isEmpty();
    assertThat(connection.writes).isEqualTo(1);
  }

  @Test
  void aConnectionThatTakesAPartIsBroken() {
    Narrow connection = new Narrow(24);
    assertThatThrownBy(() -> ContinueAnswer.write(connection))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("took a part");
    assertThat(connection.writes).isEqualTo(1);
  }

  /** A connection with that much room: its client reads nothing. */
  private static final class Narrow implements WritableByteChannel {

    private final int room;
    private String taken = "";
    private int writes;

    Narrow(int room) {
      this.room = room;
    }

    @Override
    public int write(ByteBuffer source) {
      writes++;
      byte[] bytes = new byte[Math.min(room - taken.length(), source.remaining())];
      source.get(bytes);
      taken += new String(bytes, StandardCharsets.US_ASCII);
      return bytes.length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}

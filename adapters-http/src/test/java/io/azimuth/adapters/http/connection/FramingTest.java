package io.azimuth.adapters.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n\n\r body",
        "GET / HTTP/1.1\r\nHost:a b \t c\r\nX:\r\n\r\n",
      })
  void takesSoundHeadsInAnyPieces(String head) {
    for (int size : new int[] {1, 2, 3, 1_000}) {
      assertThat(isHeadBroken(head, size)).as("pieces of %d", size).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length:\r\n 22\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\tb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\n",
      })
  void refusesHeadsThatTwoServersReadDifferently(String head) {
    for (int size : new int[] {1, 2, 3, 1_000}) {
      assertThat(isHeadBroken(head, size)).as("pieces of %d", size).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0\r\n\r\n",
        "2\r\n{}\r\n0\r\n\r\n",
        "02\r\n{}\r\n0000\r\n\r\nGET /next",
        "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n",
        "2;name=value\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
      })
  void takesSoundChunksInAnyPieces(String body) {
    for (int size : new int[] {1, 2, 3, 1_000}) {
      assertThat(areChunksBroken(body, size)).as("pieces of %d", size).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "2\n{}\r\n0\r\n\r\n",
        "2\r\n{}\n0\r\n\r\n",
        "2\r\n{}x\r\n0\r\n\r\n",
        "2 \r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "000000002\r\n{}\r\n0\r\n\r\n",
        "2;a\nb\r\n{}\r\n0\r\n\r\n",
        "0\r\n\n",
        "0\r\nTrailer: x\n\r\n",
      })
  void refusesChunksThatTwoServersReadDifferently(String body) {
    for (int size : new int[] {1, 2, 3, 1_000}) {
      assertThat(areChunksBroken(body, size)).as("pieces of %d", size).isTrue();
    }
  }

  @Test
  void limitsTrailersAndExtensions() {
    String trailers = "1:\r\n".repeat(ChunkFraming.EXTRAS / 4);
    assertThat(areChunksBroken("0\r\n" + trailers + "\r\n", 7)).isFalse();
    assertThat(areChunksBroken("0\r\n" + trailers + "x:\r\n\r\n", 7)).isTrue();
    String extension = ";" + "x".repeat(ChunkFraming.EXTRAS / 2 - 1);
    String chunk = "1" + extension + "\r\n{\r\n";
    assertThat(areChunksBroken(chunk + chunk, 7)).isFalse();
    assertThat(areChunksBroken(chunk + chunk + "1;", 7)).isTrue();
  }

  private static boolean isHeadBroken(String head, int size) {
    HeadFraming framing = new HeadFraming();
    pieces(head, size, framing::feed);
    return framing.isBroken();
  }

  private static boolean areChunksBroken(String body, int size) {
    ChunkFraming framing = new ChunkFraming();
    pieces(body, size, framing::feed);
    return framing.isBroken();
  }

  private static void pieces(
      String text, int size, java.util.function.Consumer<ByteBuffer> consumer) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; at += size) {
      consumer.accept(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
    }
  }
}

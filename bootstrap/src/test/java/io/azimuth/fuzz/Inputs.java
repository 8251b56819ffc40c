package io.azimuth.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Bytes as targets want them. */
public final class Inputs {

  private Inputs() {}

  /** Texts as the bytes of seeds. */
  public static List<byte[]> texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** The bytes as text, whatever is no UTF-8 replaced. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** The bytes as text; empty when they are no UTF-8. */
  public static Optional<String> strictText(byte[] input) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The first byte, 0 when there is none: to choose by. */
  public static int choice(byte[] input) {
    return input.length == 0 ? 0 : input[0] & 0xff;
  }

  /** All but the first byte. */
  public static byte[] rest(byte[] input) {
    return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
  }

  /** The bytes behind a byte that chooses. */
  public static byte[] choosing(int choice, byte[] rest) {
    byte[] chosen = new byte[rest.length + 1];
    chosen[0] = (byte) choice;
    System.arraycopy(rest, 0, chosen, 1, rest.length);
    return chosen;
  }
}

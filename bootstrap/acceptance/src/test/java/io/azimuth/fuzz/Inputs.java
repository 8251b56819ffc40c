package io.azimuth.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Converts the bytes of an input. */
public final class Inputs {

  private Inputs() {}

  /** Seeds from strings. */
  public static List<byte[]> texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** The bytes as a string; bytes that are not UTF-8 are replaced. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** The bytes as a string; empty if they are not UTF-8. */
  public static Optional<String> strictText(byte[] input) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The first byte, which selects a variant; 0 if there is none. */
  public static int choice(byte[] input) {
    return input.length == 0 ? 0 : input[0] & 0xff;
  }

  /** All but the first byte. */
  public static byte[] rest(byte[] input) {
    return input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
  }

  /** An input that begins with this selecting byte. */
  public static byte[] choosing(int choice, byte[] rest) {
    byte[] chosen = new byte[rest.length + 1];
    chosen[0] = (byte) choice;
    System.arraycopy(rest, 0, chosen, 1, rest.length);
    return chosen;
  }
}

package io.azimuth.application.system;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Fields;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the server does for any caller: random bytes, checksums, wrapped answers. */
@Singleton
final class ToolRoutes {

  private static final String RANDOM = "random_bytes";
  private static final String SUM = "sum";
  private static final int MOST_BYTES = 128 << 10;
  private static final Set<String> SOURCES = Set.of("", "platform", "all");
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha2-224", "SHA-224",
          "sha2-256", "SHA-256",
          "sha2-384", "SHA-384",
          "sha2-512", "SHA-512",
          "sha3-224", "SHA3-224",
          "sha3-256", "SHA3-256",
          "sha3-384", "SHA3-384",
          "sha3-512", "SHA3-512");

  private static final Field<Integer> BYTES =
      Field.number("bytes", 32, "how many bytes, 131072 at the most");
  private static final Field<String> SOURCE =
      Field.text("source", "where they come from: platform or all, which is the same here");
  private static final Field<String> FORMAT = Field.text("format", "hex or base64");
  private static final Field<String> INPUT = Field.text("input", "what to hash, in base64");
  private static final Field<String> ALGORITHM =
      Field.text("algorithm", "sha2-256 unless said: sha2- or sha3- and 224, 256, 384 or 512");

  private final SecretGenerator random;
  private final WrappingRoutes wrapping;

  @Inject
  ToolRoutes(SecretGenerator random, WrappingRoutes wrapping) {
    this.random = random;
    this.wrapping = wrapping;
  }

  List<Route> routes() {
    return Stream.of(
            Stream.of("random", "random/platform", "random/:bytes", "random/:source/:bytes")
                .map(this::randomRoute),
            Stream.of("hash", "hash/:algorithm").map(ToolRoutes::hashRoute),
            wrapping.routes().stream())
        .flatMap(routes -> routes)
        .toList();
  }

  private Route randomRoute(String pattern) {
    return Route.on(Operation.WRITE, "tools/" + pattern)
        .access(Access.AUTHORIZED)
        .fields(BYTES, SOURCE, FORMAT)
        .summary("Make random bytes")
        .answers(AnswerSchema.data(AnswerField.text(RANDOM, "the bytes, as hex or base64")))
        .handle(core(this::random));
  }

  private static Route hashRoute(String pattern) {
    return Route.on(Operation.WRITE, "tools/" + pattern)
        .access(Access.AUTHORIZED)
        .fields(INPUT, ALGORITHM, FORMAT)
        .summary("Hash what is sent")
        .answers(AnswerSchema.data(AnswerField.text(SUM, "the hash, as hex or base64")))
        .handle(core(ToolRoutes::hash));
  }

  private Answer random(CoreCall call) {
    Fields fields = call.fields();
    int count = fields.value(BYTES);
    if (count < 1 || count > MOST_BYTES) {
      throw RefusedException.invalid("bytes must be between 1 and " + MOST_BYTES);
    }
    if (!SOURCES.contains(fields.value(SOURCE))) {
      throw RefusedException.invalid("source must be platform or all");
    }
    return answer(RANDOM, encoded(random.bytes(count), fields, "base64"));
  }

  private static Answer hash(CoreCall call) {
    Fields fields = call.fields();
    return answer(SUM, encoded(digest(fields).digest(input(fields)), fields, "hex"));
  }

  private static MessageDigest digest(Fields fields) {
    String named = fields.value(ALGORITHM);
    String algorithm = ALGORITHMS.get(named.isEmpty() ? "sha2-256" : named);
    if (algorithm == null) {
      throw RefusedException.invalid("unsupported algorithm");
    }
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it: " + algorithm, e);
    }
  }

  private static byte[] input(Fields fields) {
    try {
      return Base64.getDecoder().decode(fields.value(INPUT));
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("'input' is not Base64");
    }
  }

  private static String encoded(byte[] bytes, Fields fields, String usual) {
    String format = fields.value(FORMAT);
    return switch (format.isEmpty() ? usual : format) {
      case "hex" -> HexFormat.of().formatHex(bytes);
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      default -> throw RefusedException.invalid("unsupported format: it is hex or base64");
    };
  }

  private static Answer answer(String name, String value) {
    return Answer.data(Value.Obj.builder().put(name, value).build());
  }
}

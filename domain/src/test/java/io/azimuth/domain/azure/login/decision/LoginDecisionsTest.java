package io.azimuth.domain.azure.login.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.login.check.CheckName;
import io.azimuth.domain.azure.login.check.DenialReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of generated logins are decided as they were when {@code decisions.txt} was written: a
 * digest of every check, denial and grant of each. The test writes its own digests to the build
 * directory; after an intended change, they replace the file.
 */
class LoginDecisionsTest {

  private static final Path WRITTEN = Path.of("target", "decisions.txt");
  private static final int DIGEST_LENGTH = 6;
  private static final List<String> DECISIONS =
      IntStream.range(0, 5_000)
          .mapToObj(number -> DecisionText.of(new GeneratedLogin(number)))
          .toList();

  @Test
  void decidesEveryLoginAsBefore() throws IOException, NoSuchAlgorithmException {
    List<String> digests = new ArrayList<>();
    for (String decision : DECISIONS) {
      digests.add(digest(decision));
    }
    Files.write(WRITTEN, digests);
    List<String> before = recorded();

    assertThat(before).hasSize(digests.size());
    for (int i = 0; i < digests.size(); i++) {
      int number = i;
      assertThat(digests.get(number))
          .as(() -> new GeneratedLogin(number) + "\n" + DECISIONS.get(number))
          .isEqualTo(before.get(number));
    }
  }

  @Test
  void meetsEveryStepCheckAndReasonOfThePolicy() {
    assertThat(List.of("Granted", "Refused", "NeedsResource", "NeedsGroups")).allMatch(this::isMet);
    assertThat(CheckName.values())
        .filteredOn(CheckName::isOfPolicy)
        .allMatch(check -> isMet("\n" + check.code() + " | passed"));
    assertThat(EnumSet.range(DenialReason.USER_TOKEN, DenialReason.ALIAS_SOURCE_UNPROVED))
        .allMatch(reason -> isMet(" | " + reason.code() + " | "));
  }

  private boolean isMet(String text) {
    return DECISIONS.stream().anyMatch(decision -> decision.contains(text));
  }

  private static List<String> recorded() throws IOException {
    try (InputStream file = LoginDecisionsTest.class.getResourceAsStream("decisions.txt")) {
      return new String(requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .toList();
    }
  }

  private static String digest(String text) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, DIGEST_LENGTH);
  }
}

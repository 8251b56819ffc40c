package io.azimuth.product.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shares and root tokens that are encrypted for holders of OpenPGP keys. */
@Tag("slow")
final class PgpSharesTest {

  private static final OpenPGPApi PGP = new BcOpenPGPApi();

  private final OpenPGPKey anna = key("anna");
  private final OpenPGPKey bela = key("bela");

  @Test
  void areHandedOutEncryptedAtEveryOccasionAndNeverInClear(@TempDir Path directory) {
    try (TestingServer server = TestingServer.in(directory).openedByPeople().start()) {
      refusesWhatItCannotEncrypt(server);
      handsOutEncrypted(server);
    }
  }

  private void handsOutEncrypted(TestingServer server) {
    KeyHolders holders = new KeyHolders(server);
    Reply init =
        server
            .anonymous()
            .write(
                "sys/init",
                Map.of(
                    "secret_shares",
                    2,
                    "secret_threshold",
                    2,
                    "pgp_keys",
                    List.of(base64(anna), armoured(bela)),
                    "root_token_pgp_key",
                    base64(anna)));
    List<String> shares = decrypted(init);
    assertThat(shares).allMatch(share -> share.matches("[0-9a-f]{66}"));
    assertThat(KeyHolders.shares(init, "keys")).noneMatch(shares::contains);
    assertThat(holders.open(shares)).isTrue();
    String root = decrypted(anna, init.body().path("root_token").asText());
    assertThat(server.as(root).get("auth/token/lookup-self").status()).isEqualTo(200);

    String nonce =
        holders.begin(
            "sys/rekey/init",
            Map.of(
                "secret_shares", 2,
                "secret_threshold", 2,
                "pgp_keys", List.of(base64(anna), base64(bela))));
    Reply rekeyed = holders.handIn("sys/rekey/update", nonce, shares);
    assertThat(Reply.texts(rekeyed.body().path("pgp_fingerprints")))
        .containsExactly(fingerprint(anna), fingerprint(bela));
    List<String> fresh = decrypted(rekeyed);

    String attempt = holders.begin("sys/generate-root/attempt", Map.of("pgp_key", base64(bela)));
    Reply generated = holders.handIn("sys/generate-root/update", attempt, fresh);
    assertThat(generated.body().path("pgp_fingerprint").asText()).isEqualTo(fingerprint(bela));
    String token = decrypted(bela, generated.body().path("encoded_token").asText());
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void areAskedForWithFilesOfKeysOnTheCommandLine(@TempDir Path home) throws IOException {
    try (TestingServer server = TestingServer.in(home.resolve("server")).openedByPeople().start()) {
      asksOnTheCommandLine(server, home);
    }
  }

  private void asksOnTheCommandLine(TestingServer server, Path home) throws IOException {
    String annas = Files.writeString(home.resolve("anna.asc"), armoured(anna)).toString();
    String belas = Files.writeString(home.resolve("bela.b64"), base64(bela)).toString();
    CommandLineRun person = CommandLineRun.at(server, home);

    String init =
        run(person, "init", "-n=1", "-t=1", "-pgp-keys=" + annas, "-root-token-pgp-key=" + belas);
    String share = decrypted(anna, found(init, "Unseal Key 1: (\\S+)"));
    String root = decrypted(bela, found(init, "Initial Root Token: (\\S+)"));
    run(person.piping(share), "unseal");
    assertThat(server.as(root).get("auth/token/lookup-self").status()).isEqualTo(200);

    run(person, "rekey", "-init", "-n=1", "-t=1", "-pgp-keys=" + belas);
    String rekeyed = run(person.piping(share), "rekey");
    String fresh = decrypted(bela, found(rekeyed, "Key 1[^:]*: (\\S+)"));

    run(person, "generate-root", "-init", "-pgp-key=" + annas);
    String made = run(person.piping(fresh), "generate-root");
    String token = decrypted(anna, found(made, "Encoded Token +(\\S+)"));
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(200);
  }

  @Test
  void ofRecoveryAreEncryptedToo(@TempDir Path home) throws IOException {
    String annas = Files.writeString(home.resolve("anna.asc"), armoured(anna)).toString();
    try (TestingServer other = TestingServer.in(home.resolve("server")).uninitialised().start()) {
      String init =
          run(
              CommandLineRun.at(other, home),
              "init",
              "-recovery-shares=1",
              "-recovery-threshold=1",
              "-recovery-pgp-keys=" + annas);

      assertThat(decrypted(anna, found(init, "Recovery Key 1: (\\S+)"))).isNotEmpty();
    }
  }

  private static String run(CommandLineRun person, String... words) {
    CommandLineRun.End end =
        person.run(Stream.concat(Stream.of("operator"), Stream.of(words)).toArray(String[]::new));
    assertThat(end.exit()).as(end.err()).isZero();
    return end.out();
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private void refusesWhatItCannotEncrypt(TestingServer server) {
    List<Map<String, Object>> wishes =
        List.of(
            Map.of("secret_shares", 2, "secret_threshold", 2, "pgp_keys", List.of(base64(anna))),
            Map.of("secret_shares", 1, "secret_threshold", 1, "pgp_keys", List.of("AAAA")),
            Map.of("secret_shares", 1, "secret_threshold", 1, "pgp_keys", List.of("")),
            Map.of("secret_shares", 1, "secret_threshold", 1, "root_token_pgp_key", "AAAA"));

    for (Map<String, Object> wish : wishes) {
      assertThat(server.anonymous().post("sys/init", wish).status()).isEqualTo(400);
    }
    assertThat(server.anonymous().get("sys/init").text()).isEqualTo("{\"initialized\":false}\n");
  }

  private List<String> decrypted(Reply reply) {
    List<String> messages = KeyHolders.shares(reply, "keys_base64");
    List<String> shares = new ArrayList<>();
    shares.add(decrypted(anna, messages.get(0)));
    shares.add(decrypted(bela, messages.get(1)));
    return shares;
  }

  private static OpenPGPKey key(String name) {
    try {
      return PGP.generateKey(4).classicKey(name + " <" + name + "@example.com>").build();
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fingerprint(OpenPGPKey key) {
    return HexFormat.of().formatHex(key.toCertificate().getFingerprint());
  }

  private static String base64(OpenPGPKey key) {
    try {
      return Base64.getEncoder().encodeToString(key.toCertificate().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String armoured(OpenPGPKey key) {
    try {
      return key.toCertificate().toAsciiArmoredString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decrypted(OpenPGPKey key, String base64) {
    byte[] message = Base64.getDecoder().decode(base64);
    try (InputStream clear =
        PGP.decryptAndOrVerifyMessage()
            .addDecryptionKey(key)
            .process(new ByteArrayInputStream(message))) {
      return new String(clear.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.azimuth.bootstrap.client.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationProgramTest {

  @TempDir private Path directory;

  private AttestationProgram program(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("attest"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new AttestationProgram(file);
  }

  private void assertFails(String script, String why) throws IOException {
    AttestationProgram program = program(script);
    assertThatThrownBy(() -> program.attest("n"))
        .isInstanceOf(ClientException.class)
        .hasMessage("the attestation command " + directory.resolve("attest") + why);
  }

  @Test
  void readsTheNonceFromItsVariableAndPrintsTheToken() throws IOException {
    assertThat(program("echo \"token-of-$AZIMUTH_ATTESTATION_NONCE\"").attest("7").expose())
        .isEqualTo("token-of-7");
  }

  @Test
  void saysWhyThereIsNoToken() throws IOException {
    assertFails("echo 'no TPM' >&2; exit 3", " failed with exit code 3; it said: no TPM");
    assertFails("echo 'no token' >&2", " printed nothing; it said: no token");
  }

  @Test
  void whatIsNoTokenIsNotSentAndNotRepeated() throws IOException {
    assertFails("echo usage: attest", " must print a token alone, of at most 24576 characters");
    assertFails(
        "head -c 24577 /dev/zero | tr '\\0' x",
        " must print a token alone, of at most 24576 characters");
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    AttestationProgram none = new AttestationProgram(directory.resolve("none"));
    assertThatThrownBy(() -> none.attest("n"))
        .hasMessage("the attestation command " + directory.resolve("none") + " cannot be run");
  }
}

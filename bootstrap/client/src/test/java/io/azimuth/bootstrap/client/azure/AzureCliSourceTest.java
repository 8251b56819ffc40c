package io.azimuth.bootstrap.client.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.process.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureCliSourceTest {

  private static final AzureTokenRequest ORDER =
      new AzureTokenRequest("https://management.azure.com/", Optional.empty());

  @TempDir private Path directory;

  private AzureCliSource source(String script, int patienceSeconds) throws IOException {
    Path az = Files.writeString(directory.resolve("az"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
    Environment environment = Environment.of(Map.of("PATH", directory.toString()));
    return new AzureCliSource(environment, Optional.empty(), patienceSeconds);
  }

  @RepeatedTest(8)
  void answerOfAProcessThatHasEndedIsReadToItsEnd() throws IOException {
    String words = "head -c 20000 /dev/zero | tr '\\0' x";

    AzureToken token =
        source("printf '{\"accessToken\":\"'; " + words + "; printf '\"}'\n", 60).fetch(ORDER);

    assertThat(token.jwt().expose()).hasSize(20_000);
  }

  @Test
  void processThatDoesNotEndIsEnded() throws IOException {
    AzureCliSource patient = source("exec sleep 60\n", 0);

    assertThatThrownBy(() -> patient.fetch(ORDER))
        .isInstanceOf(ClientException.class)
        .hasMessage("az did not end within 0 s");
  }

  @Test
  void identityOfAMachineIsNotChosenHere() throws IOException {
    AzureTokenRequest chosen =
        new AzureTokenRequest(
            ORDER.resource(), Optional.of(new IdentityChoice(IdentityChoice.Kind.CLIENT_ID, "x")));
    AzureCliSource any = source("", 60);

    assertThatThrownBy(() -> any.fetch(chosen)).hasMessageContaining("leave --client-id");
  }
}

package io.azimuth.bootstrap.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with blocks {@code cloud}. */
class CloudProblemsTest {

  @TempDir private Path directory;
  private ConfigFiles files;

  @BeforeEach
  void prepare() {
    files = new ConfigFiles(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "AzurePublicCloud,'this is the name of a built-in cloud; its block may have services,"
        + " keys_file, attested_ca_file and attested_issuer_hosts only'",
    "azurechinacloud,'this is the name of a built-in cloud; its block may have services,"
        + " keys_file, attested_ca_file and attested_issuer_hosts only'",
    "LAB,there is another of this name above"
  })
  void refusesCloudNamesThatAreTaken(String name, String problem) {
    assertThat(files.errors(ConfigFiles.MINIMUM + cloud("lab") + cloud(name)))
        .containsExactly("azimuth.hcl:9: cloud \"" + name + "\": " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "lab*", "-lab", "a lab", "lab/1", "lab\u017f"})
  void refusesCloudNamesThatAreNotPlain(String name) {
    assertThat(files.errors(ConfigFiles.MINIMUM + cloud(name)))
        .containsExactly(
            "azimuth.hcl:5: cloud: a name is 1 to 64 letters, digits, dots, hyphens, underscores");
  }

  @Test
  void builtInCloudTakesOnlyWhatTheSiteSupplies() {
    String block = "cloud \"AzurePublicCloud\" {\n  %s\n}\n";
    String problem =
        "azimuth.hcl:5: cloud \"AzurePublicCloud\": this is the name of a built-in cloud; its block"
            + " may have services, keys_file, attested_ca_file and attested_issuer_hosts only";

    assertThat(files.errors(ConfigFiles.MINIMUM + block.formatted("services = \"machines\"")))
        .isEmpty();
    assertThat(files.errors(ConfigFiles.MINIMUM + block.formatted(""))).containsExactly(problem);
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + block.formatted("services = \"machines\"\n  graph = \"https://a/\"")))
        .containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({"attested_ca_file,signers.pem,''", "keys_file,keys.json,{}"})
  void saysThatAFileWhichIsTrustedCannotBeReadOrCanBeWrittenByOthers(
      String attribute, String name, String text) throws Exception {
    String block = "cloud \"AzurePublicCloud\" {\n  %s = \"%s\"\n}\n".formatted(attribute, name);
    assertThat(files.errors(ConfigFiles.MINIMUM + block))
        .containsExactly(
            "azimuth.hcl:6: cloud \"AzurePublicCloud\": %s: the file %s does not exist"
                .formatted(attribute, name));
    Path trusted = files.write(name, text);
    Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-rw----"));

    assertThat(files.warnings(ConfigFiles.MINIMUM + block))
        .containsExactly(
            ("azimuth.hcl:6: warning: cloud \"AzurePublicCloud\": %s: others than the owner may"
                    + " write to %s (rw-rw----)")
                .formatted(attribute, name));
  }

  @Test
  void saysWhatIsWrongWithTheHostsOfAttestedDocuments() throws Exception {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + """
                    cloud "site" {
                      authority_host = "https://a.example/"
                      issuers        = ["https://a.example/{tenant_id}/"]
                      attested_host  = "https://a.example/"
                    }
                    """))
        .containsExactly(
            "azimuth.hcl:8: cloud \"site\": attested_host: must be the name of a host such as"
                + " metadata.azure.com");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n  attested_host = \"a.example\"\n}\n"))
        .singleElement()
        .asString()
        .contains("services, keys_file, attested_ca_file and attested_issuer_hosts only");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n"
                    + "  attested_issuer_hosts = [\"http://a.example/\"]\n}\n"))
        .containsExactly(
            "azimuth.hcl:6: cloud \"AzurePublicCloud\": attested_issuer_hosts: must be at most 16"
                + " hosts such as www.microsoft.com or host:port");
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"AzurePublicCloud\" {\n  attested_issuer_hosts = []\n}\n"))
        .isEmpty();
  }

  @Test
  void saysWhatACloudLacks() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + "cloud \"lab\" {\n"
                    + " issuers = [\"https://a/{tenant}/\"]\n"
                    + " graph = \"http://g/\"\n"
                    + "}"))
        .containsExactly(
            "azimuth.hcl:5: cloud \"lab\": authority_host is missing: a cloud cannot do without it",
            "azimuth.hcl:6: cloud \"lab\": issuers: each is not an address",
            "azimuth.hcl:7: cloud \"lab\": graph: must be an address like https://host:port");
  }

  @Test
  void saysThatCloudsOfAnotherSignInServiceAreNotSupported() {
    assertThat(
            files.errors(
                ConfigFiles.MINIMUM
                    + cloud("stack").replace("https://a.example/\"", "https://a.example/adfs\"")))
        .containsExactly(
            "azimuth.hcl:6: cloud \"stack\": authority_host: not supported: an authority with a"
                + " path, such as AD FS of an Azure Stack Hub that is not connected to Entra ID;"
                + " name a sign-in service of Entra ID like https://host:port/ (the tenant is the"
                + " tenant_id of a mount)");
  }

  private static String cloud(String name) {
    return """
    cloud "%s" {
      authority_host = "https://a.example/"
      issuers = ["https://a.example/{tenant_id}/"]
    }
    """
        .formatted(name);
  }
}

package com.example.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinesFileTest {

  private static final String GROUP =
      "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-web/providers/";
  private static final String WEB_1 = GROUP + "Microsoft.Compute/virtualMachines/web-1";
  private static final String FLEET = GROUP + "Microsoft.Compute/virtualMachineScaleSets/fleet";
  private static final String ONE = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String TWO = "bbbbbbbb-0000-4000-8000-000000000002";

  @TempDir private Path directory;

  @Test
  void readsAllThatIsKnown() throws Exception {
    String text =
        """
        {
          "%s": {
            "location": "West Europe",
            "system_assigned": "%s",
            "user_assigned": ["%s"],
            "scale_set": "%s",
            "tags": {"Env": "prod", "team": ""}
          },
          "%s": {}
        }
        """
            .formatted(WEB_1, ONE, TWO, FLEET, FLEET);

    assertThat(read(text))
        .isEqualTo(
            Map.of(
                id(WEB_1),
                new ResourceFacts(
                    id(WEB_1),
                    Location.parse("westeurope"),
                    PrincipalId.parse(ONE),
                    Set.of(new PrincipalId(TWO)),
                    Optional.of(id(FLEET)),
                    ResourceTags.of(Map.of("env", "prod", "team", ""))),
                id(FLEET),
                new ResourceFacts(
                    id(FLEET), Optional.empty(), Optional.empty(), Set.of(), Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                      | what is at line 1 must be an object of machines",
        "[]                                    | what is at line 1 must be an object of machines",
        "{                                     | line 1 is no JSON",
        "{} {}                                 | what is at line 1 comes after the end",
        "{'web-1': {}}                         | what is at line 1 is no id of a resource",
        "{'WEB': {}, 'WEB': {}}                | line 1 is no JSON: Duplicate field",
        "{'WEB': {}, 'web': {}}                | names a machine for the second time",
        "{'WEB': 1}                            | what is at line 1 must be an object with what",
        "{'WEB': {'zone': '1'}}                | has an unknown member, \"zone\"",
        "{'WEB': {'location': 1}}              | what is at line 1 must be a text",
        "{'WEB': {'location': 'a/b'}}          | what is at line 1 is no location",
        "{'WEB': {'system_assigned': 'web'}}   | what is at line 1 is no object id (a GUID)",
        "{'WEB': {'user_assigned': 'web'}}     | what is at line 1 must be a list of object ids",
        "{'WEB': {'user_assigned': ['web']}}   | what is at line 1 is no object id (a GUID)",
        "{'WEB': {'user_assigned': [1]}}       | what is at line 1 must be a list of object ids",
        "{'WEB': {'scale_set': 'WEB'}}         | what is at line 1 is no id of a scale set",
        "{'WEB': {'tags': ['env']}}            | what is at line 1 must be an object of tags",
        "{'WEB': {'tags': {'env': 1}}}         | what is at line 1 must be a text",
        "{'WEB': {'tags': {'': 'prod'}}}       | what is at line 1 is no tag that Azure allows",
        "{'WEB': {'tags': {'a': '', 'A': ''}}} | what is at line 1 are too many tags, or two of one"
      },
      quoteCharacter = '`')
  void refusesTheWholeFileForOneMistake(String text, String problem) throws IOException {
    String json =
        (text == null ? "" : text)
            .replace("WEB", WEB_1)
            .replace("'web':", "'" + WEB_1.toLowerCase(Locale.ROOT) + "':")
            .replace('\'', '"');

    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MachinesFile.UnusableFileException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesTooManyMachinesAndTooManyBytes() throws IOException {
    String most =
        IntStream.range(0, MachinesFile.MAX_MACHINES)
            .mapToObj(number -> "\"" + WEB_1 + number + "\": {}")
            .collect(Collectors.joining(",", "{", "}"));

    assertThatThrownBy(() -> read(most.replaceFirst("}$", ",\"" + FLEET + "\": {}}")))
        .hasMessageContaining("is beyond 20000 machines");
    assertThatThrownBy(() -> read(" ".repeat(MachinesFile.MAX_BYTES + 1)))
        .hasMessageContaining("it has more than 16777216 bytes");
    assertThatThrownBy(() -> MachinesFile.read(directory)).hasMessageContaining("it is not a file");
  }

  private Map<ResourceId, ResourceFacts> read(String text)
      throws IOException, MachinesFile.UnusableFileException {
    return MachinesFile.read(Files.writeString(directory.resolve("machines.json"), text));
  }

  private static ResourceId id(String text) {
    return ResourceId.parse(text).orElseThrow();
  }
}

package io.azimuth.domain.hcl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.List;
import java.util.Optional;

/** Fuzzes HCL and JSON of operators, and compares JSON with Jackson. */
public final class HclTarget implements FuzzTarget {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "name = <<-EOF\n  text\n  EOF\n/* c */ path \"\\u0061\\U0001F600\" { comment = \"\\n\" }",
        "listener \"tcp\" { address = \"127.0.0.1:0\" }\nn = -1.5e+3 // c\nl = [[], {a=1,b=true}]\n",
        "t = <<X\nl\r\nX\n# end\npath = { \"a\" = { capabilities = [\"read\",] } }",
        "{\"path\":[{\"a/*\":{\"n\":-0.5E-7,\"d\":[true,false,\"\\ud83d\\ude00\\/\"]}}]}");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    parsed(text, false).ifPresent(HclTarget::survivesPrinting);
    Optional<HclBody> json = parsed(text, true);
    json.ifPresent(
        body ->
            Property.same(
                Plain.json(Hcl.parseJson(Plain.json(body))), Plain.json(body), "printed JSON"));
    json.ifPresent(body -> jacksonAgrees(text, body));
  }

  private static void survivesPrinting(HclBody body) {
    String printed = Plain.hcl(body);
    Property.same(Plain.hcl(Hcl.parse(printed)), printed, "printed HCL");
  }

  private static void jacksonAgrees(String text, HclBody body) {
    try {
      JsonNode theirs = JACKSON.readTree(text);
      Property.same(JACKSON.readTree(Plain.json(body)), theirs, "Jackson's tree");
    } catch (JsonProcessingException e) {
      throw new AssertionError("Jackson refuses what we read: " + text, e);
    }
  }

  private static Optional<HclBody> parsed(String text, boolean json) {
    try {
      return Optional.of(json ? Hcl.parseJson(text) : Hcl.parse(text));
    } catch (HclSyntaxException expected) {
      return Optional.empty();
    }
  }
}

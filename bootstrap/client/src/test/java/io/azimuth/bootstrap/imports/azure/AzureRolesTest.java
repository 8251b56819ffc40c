package io.azimuth.bootstrap.imports.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.bootstrap.imports.azure.AzureRoles.Binding;
import io.azimuth.spi.api.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this server says of the roles that others have. */
final class AzureRolesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'bound_service_principal_ids':['a-1']}                            | SPECIFIC",
        "{'bound_group_ids':'g-1'}                                          | SPECIFIC",
        "{'bound_service_principal_ids':'*','bound_resource_groups':['rg']} | SPECIFIC",
        "{'bound_service_principal_ids':'*','bound_resource_ids':['/s/x']}  | SPECIFIC",
        "{'bound_resource_groups':['rg'],'bound_group_ids':null}            | PLACES",
        "{'bound_subscription_ids':['s'],'bound_locations':['eastus']}      | PLACES",
        "{'bound_resource_ids':['no id']}                                   | PLACES",
        "{'bound_service_principal_ids':['*']}                              | ANYBODY",
        "{'token_policies':['web']}                                         | NOTHING",
      })
  void tellsWhatARoleBinds(String role, Binding binding) {
    assertThat(AzureRoles.binding(AzureRoles.FIELDS.written(object(role)))).isEqualTo(binding);
  }

  @Test
  void namesWhatIsWrongWithTheBindings() {
    Value.Obj role =
        AzureRoles.FIELDS.written(
            object("{'bound_service_principal_ids':['a'],'bound_resource_ids':['no id']}"));

    assertThat(AzureRoles.problems(role))
        .singleElement()
        .asString()
        .contains("invalid resource id");
  }

  @Test
  void tagsArePlaces() {
    Value.Obj role = AzureRoles.FIELDS.written(object("{'bound_tags':{'env':'prod'}}"));

    assertThat(AzureRoles.binding(role)).isEqualTo(Binding.PLACES);
    assertThat(AzureRoles.problems(role)).isEmpty();
    assertThat(
            AzureRoles.problems(
                AzureRoles.FIELDS.written(object("{'bound_tags':{'env':'a','ENV':'b'}}"))))
        .singleElement()
        .asString()
        .startsWith("bound_tags names a tag twice");
  }

  @Test
  void theCommandForARoleOfPlacesHasAllItsFields() {
    Value.Obj role =
        AzureRoles.FIELDS.written(
            object(
                "{'bound_resource_groups':['rg-b','rg-a'],'bound_locations':[],'bound_tags':{'env':'it is'},'policies':['web'],"
                    + "'token_policies':['web','it is'],'token_ttl':3600,'ttl':3600,"
                    + "'token_type':'default','token_no_default_policy':true,"
                    + "'alias_metadata':{'team':'x'}}"));

    assertThat(AzureRoles.command("auth/azure/role/place", role))
        .isEqualTo(
            "azimuth write auth/azure/role/place bound_service_principal_ids='*'"
                + " bound_resource_groups=rg-a,rg-b bound_tags='env=it is' alias_metadata=team=x token_ttl=3600"
                + " token_policies='it is,web' token_no_default_policy=true");
  }

  private static Value.Obj object(String text) {
    return (Value.Obj) ClientJson.parse(text.replace('\'', '"')).orElseThrow();
  }
}

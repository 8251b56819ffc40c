"""The plugin for pytest that knows which of hvac's tests fail here, and why. Others must pass."""

import pytest

KNOWN = {
    "the engine or the method is not here": (
        "IntegrationTest::test_auth_gcp_alternate_mount_point_with_no_client_token_exception",
        "IntegrationTest::test_create_userpass",
        "IntegrationTest::test_userpass_auth",
        "IntegrationTest::test_write_with_response",
        "TestAuth::test_auth_backend_manipulation",
        "TestLease::test_list_leases",
        "TestLease::test_read_lease",
        "TestLease::test_revoke_force",
        "TestLease::test_revoke_lease",
        "TestLease::test_revoke_prefix",
        "TestSystemBackend::test_auth_backend_manipulation",
        "TestSystemBackend::test_read_lease",
    ),
    "an audit file is below audit_directory, not in /tmp": (
        "TestAudit::test_audit_backend_manipulation",
        "TestAudit::test_audit_hash_0_hash_returned",
        "TestSystemBackend::test_audit_backend_manipulation",
        "TestSystemBackend::test_audit_hash_0_hash_returned",
    ),
    "its certificate of dots is none, in Vault of today, too": (
        "TestKubernetes::test_configure_0_success",
        "TestKubernetes::test_configure_1_issuer_test",
        "TestKubernetes::test_list_roles_0_success",
        "TestKubernetes::test_list_roles_1_no_roles",
        "TestKubernetes::test_read_config_0_success",
    ),
    "without a certificate those of the system are used, in Vault of today, too": (
        "TestKubernetes::test_configure_5_missing_kubernetes_ca_cert",
    ),
    "its provider has no authorization_endpoint: nobody can sign in there": (
        "TestOIDC::test_oidc_authorization_url_request_0_success",
    ),
    "the provider is asked over https only": ("TestOIDC::test_oidc_callback_0_success",),
    "requests of today words it otherwise": ("IntegrationTest::test_illegal_token",),
}
REASONS = {name: reason for reason, names in KNOWN.items() for name in names}


def pytest_collection_modifyitems(items):
    for item in items:
        reason = REASONS.get(item.nodeid.partition("::")[2])
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))

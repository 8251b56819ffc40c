/**
 * The attested document of Azure's metadata service: what a machine shows beside its token, to
 * prove that the login comes from the machine itself.
 */
package io.azimuth.domain.azure.attested;

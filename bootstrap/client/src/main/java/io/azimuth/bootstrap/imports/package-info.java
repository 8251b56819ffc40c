/** Takes over what another server of the Vault API has: the run of an import and its report. */
package io.azimuth.bootstrap.imports;

/** The steps of an import for the azure auth method: configurations and roles. */
package io.azimuth.bootstrap.imports.azure;

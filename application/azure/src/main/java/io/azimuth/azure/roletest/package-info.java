/**
 * Roles, policies and logins in a file, with what is expected of them, run without a server: the
 * routes and rules of the method itself, with Azure's part played by the file.
 */
package io.azimuth.azure.roletest;

/** A login: the fields, the order of what is checked, the answer. */
package io.azimuth.azure.login;
